import {labImage} from './image.ts';

/** The compose file of Docker's own first tutorial, on the lab's image. */
export const getStartedLab = `
version: "3"
services:
  web:
    image: ${labImage}
    command: httpd -f -p 80 -h /www
    deploy:
      replicas: 5
      resources:
        limits:
          cpus: "0.1"
          memory: 50M
      restart_policy:
        condition: on-failure
    ports:
      - "80:80"
    networks:
      - webnet
networks:
  webnet:
`;
